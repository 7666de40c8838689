package dev.winnow.ops.demo;

/**
 * A document to feed.
 *
 * @param id its producer's name for it; need not be unique
 * @param text the text
 * @param topic where it goes
 * @param damaged whether its record is to be cut in half on the way, so that nobody can read it
 */
record FedDocument(String id, String text, String topic, boolean damaged) {
    FedDocument(String id, String text, String topic) {
        this(id, text, topic, false);
    }

    FedDocument asDamaged() {
        return new FedDocument(id, text, topic, true);
    }
}
