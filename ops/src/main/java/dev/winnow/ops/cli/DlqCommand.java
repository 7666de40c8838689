package dev.winnow.ops.cli;

import picocli.CommandLine.Command;

/** {@code winnow dlq}: what became of records that could not be classified. */
@Command(
        name = "dlq",
        description = "Lists, shows and sends again what lies in the dead-letter topic.",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
        footer = {
            "  winnow dlq list --since 2h               what failed, and why",
            "  winnow dlq show 0@17 --value             one record, its text included",
            "  winnow dlq replay --all --stage infer    send them again, after the model was mended"
        })
final class DlqCommand {}
