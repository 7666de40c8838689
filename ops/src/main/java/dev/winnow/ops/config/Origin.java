package dev.winnow.ops.config;

/** Where a value of the configuration was written; its text says it to a person. */
public sealed interface Origin {

    Origin DEFAULT = new Default();

    /** Nobody wrote it: the record's default. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /**
     * A line of a file.
     *
     * @param file the file's name as it was given
     * @param line counted from 1
     */
    record Line(String file, int line) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An option of the command line, with its dashes. */
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }
}
