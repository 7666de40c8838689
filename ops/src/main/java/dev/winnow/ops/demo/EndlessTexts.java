package dev.winnow.ops.demo;

import java.util.List;
import java.util.Optional;

/** The texts that come with Winnow, again and again, with a damaged record now and then, since real topics have those too. */
final class EndlessTexts implements DocumentSource {
    private static final int DAMAGED_EVERY = 1_499;

    private final BuiltInTexts texts;
    private int untilDamaged = DAMAGED_EVERY;

    EndlessTexts(List<BuiltInTexts.Kind> kinds) {
        this.texts = new BuiltInTexts(kinds, Optional.of(Integer.MAX_VALUE));
    }

    @Override
    public Optional<FedDocument> next() {
        untilDamaged--;
        if (untilDamaged > 0) {
            return texts.next();
        }
        untilDamaged = DAMAGED_EVERY;
        return texts.next().map(FedDocument::asDamaged);
    }

    @Override
    public Optional<Long> expected() {
        return Optional.empty();
    }

    @Override
    public long badRows() {
        return 0;
    }

    @Override
    public void close() {
        texts.close();
    }
}
