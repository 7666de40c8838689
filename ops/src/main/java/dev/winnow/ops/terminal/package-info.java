/** What the commands share about the screen: how wide it is, and whether anybody is there to see a line change. */
package dev.winnow.ops.terminal;
