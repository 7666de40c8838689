package dev.winnow.model.bundle;

import java.util.List;

/** The bundles inside the jar. Listed here, because a class path cannot be listed. */
public final class ShippedBundles {
    private static final List<String> NAMES = List.of("moderation", "topics");

    private ShippedBundles() {}

    public static List<String> names() {
        return NAMES;
    }

    /** Message for a bundle that is neither a folder nor shipped. */
    static String unknown(String asked) {
        return "there is no bundle '" + asked + "': it is no folder, and the shipped bundles are "
                + String.join(", ", NAMES);
    }
}
