/**
 * {@code winnow demo}: broker, stream and load in one process, with every document accounted for at the end.
 */
package dev.winnow.ops.demo;
