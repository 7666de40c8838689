/** The {@code winnow} command: one small class for each subcommand, results on stdout, everything else on stderr. */
package dev.winnow.ops.cli;
