package dev.winnow.ops.demo;

/**
 * A document to feed.
 *
 * @param id its producer's name for it; need not be unique
 * @param text the text
 * @param topic where it goes
 */
record FedDocument(String id, String text, String topic) {}
