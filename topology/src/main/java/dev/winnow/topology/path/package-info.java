/** Where a field lies in a value that was written by somebody else. */
package dev.winnow.topology.path;
