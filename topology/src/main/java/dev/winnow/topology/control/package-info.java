/** How fast a bundle runs, and how much it may leave out for that: what people ask for, and what follows from it. */
package dev.winnow.topology.control;
