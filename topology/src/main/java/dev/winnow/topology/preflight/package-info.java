/** What is asked of the broker, the registry and the other instances before a process takes part: better no start than a wrong one. */
package dev.winnow.topology.preflight;
