package dev.winnow.model.training.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which documents train together in an epoch: a function of seed and epoch alone.
 *
 * <p>Training pads the documents of a batch to one length, so batches are of like lengths: the documents are shuffled, each
 * chunk of {@value #CHUNK} batches is sorted by length and cut, and the batches are shuffled. Sorting all documents at once
 * would put the same ones together in every epoch.
 */
public final class BatchPlan {
    private static final int CHUNK = 50;

    private BatchPlan() {}

    /** How many batches an epoch has. */
    public static int batches(int documents, int batchSize) {
        return (documents + batchSize - 1) / batchSize;
    }

    /**
     * The batches of an epoch, as indexes of documents; every document is in one of them.
     *
     * @param lengths tokens of each document
     * @param batchSize documents in a batch; one may have fewer
     * @param epoch from 1
     */
    public static List<int[]> of(int[] lengths, int batchSize, long seed, int epoch) {
        Random random = Seeds.BATCHES.random(seed, epoch);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, lengths.length).boxed().toList());
        Collections.shuffle(order, random);
        List<int[]> batches = new ArrayList<>();
        int chunk = CHUNK * batchSize;
        for (int from = 0; from < order.size(); from += chunk) {
            List<Integer> documents = order.subList(from, Math.min(order.size(), from + chunk));
            documents.sort(Comparator.comparingInt(document -> lengths[document]));
            cut(documents, batchSize, batches);
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Batches of the documents from short to long, for passes in which the order does not matter. */
    public static List<int[]> byLength(int[] lengths, int batchSize) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, lengths.length).boxed().toList());
        order.sort(Comparator.comparingInt(document -> lengths[document]));
        List<int[]> batches = new ArrayList<>();
        cut(order, batchSize, batches);
        return batches;
    }

    private static void cut(List<Integer> documents, int batchSize, List<int[]> batches) {
        int[] indexes = documents.stream().mapToInt(Integer::intValue).toArray();
        for (int from = 0; from < indexes.length; from += batchSize) {
            batches.add(Arrays.copyOfRange(indexes, from, Math.min(indexes.length, from + batchSize)));
        }
    }
}
