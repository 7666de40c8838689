package dev.winnow.topology.observe;

/**
 * Which pipeline of the process something happened in.
 *
 * @param input topic of documents
 * @param output topic of classifications
 * @param bundle name of the model
 */
public record Pipeline(String input, String output, String bundle) {}
