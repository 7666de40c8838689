package dev.winnow.topology.microbatch;

/** A document met a batcher that was closed: it was not classified, and must be read again. */
public final class BatcherClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BatcherClosedException() {
        super("the engine was closed before it classified the document; the document will be read again");
    }
}
