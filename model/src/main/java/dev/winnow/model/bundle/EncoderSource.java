package dev.winnow.model.bundle;

/** Where a bundle's encoder weights are. */
public sealed interface EncoderSource {

    /** SHA-256 of the weights, in hexadecimal, as the checkpoint reports it: a head fits one set of weights only. */
    String sha256();

    /**
     * Weights that come with Winnow, so that a bundle with a frozen encoder stays small.
     *
     * @param base name of the checkpoint
     * @param sha256 of its weights
     */
    record Base(String base, String sha256) implements EncoderSource {}

    /**
     * Weights in a folder of the bundle, in Hugging Face layout.
     *
     * @param folder its name within the bundle
     * @param sha256 of its weights
     */
    record Folder(String folder, String sha256) implements EncoderSource {
        /** Name of the folder in bundles written here. */
        public static final String NAME = "encoder";
    }
}
