package dev.winnow.model.bundle;

import java.util.Arrays;

/**
 * File names as a manifest may write them. A bundle may come from anywhere, so a name must not lead out of its folder, on
 * any operating system.
 */
final class FileNames {
    private FileNames() {}

    /** The name itself, if it is harmless. */
    static String checked(String name) {
        boolean harmless = name.matches("[A-Za-z0-9._/-]{1,200}")
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!harmless) {
            throw new IllegalArgumentException("the file name '" + name + "' is not allowed: names are relative to the"
                    + " bundle, of letters, digits, '.', '_', '-' and '/', without '..'");
        }
        return name;
    }
}
