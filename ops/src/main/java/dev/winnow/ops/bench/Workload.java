package dev.winnow.ops.bench;

import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Batches of documents to measure with.
 *
 * @param name how the workload is called in tables and JSON
 * @param batches documents, batch by batch
 */
record Workload(String name, List<List<TokenizedText>> batches) {

    /** The texts in their order, in batches of {@code batchDocuments}; a last one that is not full is left out. */
    static Workload ofTexts(String name, List<String> texts, DocumentTokenizer tokenizer, int batchDocuments) {
        List<TokenizedText> documents = texts.stream().map(tokenizer::tokenize).toList();
        List<List<TokenizedText>> batches = new ArrayList<>();
        for (int from = 0; from + batchDocuments <= documents.size(); from += batchDocuments) {
            batches.add(documents.subList(from, from + batchDocuments));
        }
        return new Workload(name, batches);
    }

    /** The documents in their order, in micro-batches of as many as fit into {@code tokens}; at most {@code batches}. */
    static Workload ofTokens(List<TokenizedText> documents, int tokens, int batches) {
        List<List<TokenizedText>> full = new ArrayList<>();
        List<TokenizedText> open = new ArrayList<>();
        int sum = 0;
        for (TokenizedText document : documents) {
            if (sum + document.length() > tokens && !open.isEmpty()) {
                full.add(open);
                open = new ArrayList<>();
                sum = 0;
            }
            open.add(document);
            sum += document.length();
        }
        return new Workload("micro-batches of " + tokens + " tokens", full.subList(0, Math.min(batches, full.size())));
    }

    /** The first documents of {@code shortest} tokens and more, each a batch of its own; at most {@code batches}. */
    static Workload ofSingles(List<TokenizedText> documents, int shortest, int batches) {
        return new Workload(
                "single documents of " + shortest + " tokens and more",
                documents.stream()
                        .filter(document -> document.length() >= shortest)
                        .limit(batches)
                        .map(List::of)
                        .toList());
    }

    /** The first documents of {@code shortest} to {@code longest} tokens, each a batch of its own; at most {@code batches}. */
    static Workload ofSingles(List<TokenizedText> documents, int shortest, int longest, int batches) {
        List<TokenizedText> fitting = documents.stream()
                .filter(document -> document.length() <= longest)
                .toList();
        return new Workload(
                "single documents of at most " + longest + " tokens",
                ofSingles(fitting, shortest, batches).batches());
    }

    /** One batch of random tokens, lengths uniform from 0.2 to 1 of {@code max} (mean 0.6), the longest included. */
    static Workload uniform(int max, int batchDocuments) {
        Random random = new Random(max);
        int shortest = Math.round(0.2f * max);
        List<TokenizedText> documents = new ArrayList<>();
        documents.add(randomDocument(random, max));
        while (documents.size() < batchDocuments) {
            documents.add(randomDocument(random, shortest + random.nextInt(max - shortest + 1)));
        }
        return new Workload("uniform, at most " + max, List.of(documents));
    }

    /** One batch of random tokens, lengths log-normal with median 24 and 99th percentile 128, 4 to 256, as in comments. */
    static Workload logNormal(int batchDocuments) {
        Random random = new Random(5);
        double sigma = Math.log(128 / 24.0) / 2.326;
        List<TokenizedText> documents = new ArrayList<>();
        while (documents.size() < batchDocuments) {
            long length = Math.round(24 * Math.exp(sigma * random.nextGaussian()));
            documents.add(randomDocument(random, (int) Math.max(4, Math.min(256, length))));
        }
        return new Workload("log-normal, median 24", List.of(documents));
    }

    private static TokenizedText randomDocument(Random random, int length) {
        return new TokenizedText(random.longs(length, 1000, 30000).toArray(), false);
    }

    /** Every document as long as the longest of its batch; what the spare tokens give is not looked at. */
    Workload padded() {
        return new Workload(name, batches.stream().map(Workload::padded).toList());
    }

    private static List<TokenizedText> padded(List<TokenizedText> documents) {
        int longest = documents.stream().mapToInt(TokenizedText::length).max().orElseThrow();
        return documents.stream()
                .map(document -> new TokenizedText(Arrays.copyOf(document.ids(), longest), document.truncated()))
                .toList();
    }

    int documents() {
        return batches.stream().mapToInt(List::size).sum();
    }

    int tokens() {
        return lengths().sum();
    }

    /** Tokens that a padded batch computes, over those that matter. */
    double paddingFactor() {
        double padded = batches.stream()
                .mapToDouble(batch -> (double) batch.size()
                        * batch.stream().mapToInt(TokenizedText::length).max().orElseThrow())
                .sum();
        return padded / tokens();
    }

    private IntStream lengths() {
        return batches.stream().flatMap(List::stream).mapToInt(TokenizedText::length);
    }

    Stream<List<TokenizedText>> stream() {
        return batches.stream();
    }
}
