/** What a process sees of its load: what its tasks have taken in, what the engine does, what the broker still has. */
package dev.winnow.topology.load;
