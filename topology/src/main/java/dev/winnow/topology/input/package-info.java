/** From the bytes of any producer to a document: format, paths, id and event time. */
package dev.winnow.topology.input;
