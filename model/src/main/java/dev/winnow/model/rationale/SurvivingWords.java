package dev.winnow.model.rationale;

import dev.winnow.model.classifier.TokenTrace;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;

/** Walks through a document once, word by word, and joins those that survived into spans in the order of the text. */
final class SurvivingWords {
    private final TokenizedText tokens;
    private final TokenTrace trace;
    private final int furthest;
    private final List<RationaleSpan> spans = new ArrayList<>();

    SurvivingWords(TokenizedText tokens, TokenTrace trace) {
        this.tokens = tokens;
        this.trace = trace;
        this.furthest = furthest();
    }

    List<RationaleSpan> spans() {
        int from = 0;
        while (from < tokens.length()) {
            int to = wordEnd(from);
            if (!tokens.isSpecial(from) && reached(from, to) == furthest) {
                add(word(from, to));
            }
            from = to;
        }
        return spans;
    }

    private int furthest() {
        int layers = 0;
        for (int i = 0; i < tokens.length(); i++) {
            if (!tokens.isSpecial(i)) {
                layers = Math.max(layers, trace.reached()[i]);
            }
        }
        return layers;
    }

    private int wordEnd(int from) {
        int to = from + 1;
        while (to < tokens.length() && tokens.words()[to] == tokens.words()[from]) {
            to++;
        }
        return to;
    }

    private int reached(int from, int to) {
        int layers = 0;
        for (int i = from; i < to; i++) {
            layers = Math.max(layers, trace.reached()[i]);
        }
        return layers;
    }

    private RationaleSpan word(int from, int to) {
        float score = 0;
        for (int i = from; i < to; i++) {
            score += trace.scores()[i];
        }
        return new RationaleSpan(tokens.starts()[from], tokens.ends()[to - 1], score, furthest);
    }

    private void add(RationaleSpan word) {
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).end() >= word.start()) {
            RationaleSpan before = spans.get(last);
            spans.set(last, new RationaleSpan(before.start(), word.end(), before.score() + word.score(), word.layer()));
        } else {
            spans.add(word);
        }
    }
}
