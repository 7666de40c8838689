package dev.winnow.topology.lifecycle;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.microbatch.Lane;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.microbatch.Outcome;
import dev.winnow.topology.preflight.StartupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies a few micro-batches on every engine worker before the first document is read: the first calls of a process
 * choose kernels, build plans for shapes and run code that is not compiled yet, and would make the first documents late. A
 * model that cannot answer for plain words is found here and not by its dead letters.
 *
 * <p>The batches go through the batcher's own workers, since libtorch keeps settings and buffers for each thread. A gate
 * holds each worker until all have a batch; without it a quick one would compute them all.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Words of the documents in a round: the last round repeats the first, to tell what was gained. */
    private static final List<List<Integer>> ROUNDS =
            List.of(List.of(8, 40, 120), List.of(12), List.of(240), List.of(8, 40, 120));

    private static final List<String> WORDS =
            List.of("the", "morning", "train", "was", "late", "again", "and", "nobody", "minded", "waiting");

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

    private final MicroBatcher batcher;
    private final DeltaOffset offset;
    private final int workers;
    private final int tokens;

    WarmUp(MicroBatcher batcher, WinnowConfig config) {
        this.batcher = batcher;
        this.offset = config.model().offset();
        this.workers = config.engine().workers();
        this.tokens = config.batch().tokens();
    }

    /**
     * Warms one bundle up.
     *
     * @throws StartupException when it has no answer
     */
    void run(String bundle, Classifier classifier) {
        Gate gate = new Gate(classifier);
        Lane lane = batcher.rehearsal(gate, offset);
        List<Long> millis = new ArrayList<>();
        for (List<Integer> lengths : ROUNDS) {
            gate.close(workers);
            long start = System.nanoTime();
            round(bundle, lane, documents(classifier, lengths));
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        LOG.atInfo()
                .addKeyValue("bundle", bundle)
                .addKeyValue(
                        "totalMillis",
                        millis.stream().mapToLong(Long::longValue).sum())
                .addKeyValue("firstMillis", millis.get(0))
                .addKeyValue("lastMillis", millis.get(millis.size() - 1))
                .log("warmed up");
    }

    /** A full batch for each worker. */
    private List<String> documents(Classifier classifier, List<Integer> lengths) {
        List<String> documents = new ArrayList<>();
        long wanted = (long) workers * tokens;
        for (int n = 0; wanted > 0; n++) {
            String document = text(lengths.get(n % lengths.size()));
            documents.add(document);
            wanted -= classifier.tokenize(document).length();
        }
        return documents;
    }

    private static String text(int words) {
        List<String> text = new ArrayList<>(words);
        for (int w = 0; w < words; w++) {
            text.add(WORDS.get(w % WORDS.size()));
        }
        return String.join(" ", text);
    }

    private static void round(String bundle, Lane lane, List<String> documents) {
        List<CompletableFuture<Outcome>> outcomes = documents.stream()
                .map(document -> lane.submit(document, document.length()))
                .toList();
        lane.flush();
        try {
            for (CompletableFuture<Outcome> outcome : outcomes) {
                Outcome known = outcome.get(LONGEST_ROUND.toMillis(), TimeUnit.MILLISECONDS);
                if (known instanceof Outcome.Failed failed) {
                    throw refusal(bundle, failed.cause());
                } else if (known instanceof Outcome.Untokenizable untokenizable) {
                    throw refusal(bundle, untokenizable.cause());
                }
            }
        } catch (ExecutionException e) {
            throw refusal(bundle, e.getCause());
        } catch (TimeoutException e) {
            throw refusal(bundle, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(bundle, e);
        }
    }

    private static StartupException refusal(String bundle, Throwable cause) {
        return new StartupException(
                "bundle '%s' has no answer for a few plain words (%s); no document would get one"
                        .formatted(bundle, cause),
                cause);
    }

    /** The model behind a gate that opens when as many workers are there as there are at all. */
    private static final class Gate implements Classifier {

        /** A worker that is held up elsewhere must not hold up the start. */
        private static final int PATIENCE_SECONDS = 5;

        private final Classifier model;
        private volatile CountDownLatch missing = new CountDownLatch(0);

        Gate(Classifier model) {
            this.model = model;
        }

        void close(int count) {
            missing = new CountDownLatch(count);
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            CountDownLatch gate = missing;
            gate.countDown();
            try {
                if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.atDebug().addKeyValue("missing", gate.getCount()).log("warming up without all workers");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return model.classify(documents, offset);
        }

        @Override
        public String model() {
            return model.model();
        }

        @Override
        public String version() {
            return model.version();
        }

        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public TokenizedText tokenize(String text) {
            return model.tokenize(text);
        }

        @Override
        public void close() {}
    }
}
