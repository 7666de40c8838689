/** The HTTP server of a running process: what it says of itself, for those who start, stop, watch and steer it. */
package dev.winnow.ops.management;
