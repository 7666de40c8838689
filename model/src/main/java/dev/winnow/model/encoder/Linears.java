package dev.winnow.model.encoder;

/** Which source computes the linear layers; each is a file beside {@code packed_encoder.py}. */
enum Linears {
    /** oneDNN's kernels, in 32 or 16 bits. */
    ONEDNN("linear_onednn.py", 64),
    /** oneDNN's kernels for 8-bit integers. */
    INT8("linear_int8.py", 64),
    /** libtorch's own, on any device. */
    PLAIN("linear_plain.py", 1),
    /** libtorch's own, recording what comes into them. */
    OBSERVING("linear_observing.py", 1);

    private final String file;
    private final int rowStep;

    Linears(String file, int rowStep) {
        this.file = file;
        this.rowStep = rowStep;
    }

    /** The methods and attributes to append to {@code packed_encoder.py}. */
    String source() {
        return EncoderArchive.resource(file);
    }

    /** Large batches are filled up to a multiple of so many rows: oneDNN generates a kernel for each number it meets. */
    int rowStep() {
        return rowStep;
    }
}
