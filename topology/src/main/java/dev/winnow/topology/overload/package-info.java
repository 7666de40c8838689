/** What happens to documents when speed is not enough. */
package dev.winnow.topology.overload;
