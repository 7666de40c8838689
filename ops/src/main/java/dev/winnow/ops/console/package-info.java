/** The live page: what a process and its knobs do, kept for some hours, and what its results look like while somebody looks. */
package dev.winnow.ops.console;
