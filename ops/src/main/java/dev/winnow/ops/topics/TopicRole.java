package dev.winnow.ops.topics;

import java.util.Locale;

/** What a topic is to the stream. */
public enum TopicRole {
    /** Documents come from it. */
    INPUT,
    /** Classifications go to it. */
    OUTPUT,
    /** Records go to it that failed. */
    DEAD_LETTERS,
    /** Documents go to it that are given up in an overload. */
    OVERFLOW,
    /** Policies for the knobs come from it. */
    CONTROL;

    /** For people and programs. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
