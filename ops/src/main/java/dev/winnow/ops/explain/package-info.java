/** Shows people why a document got its label: what the model kept of it, on a terminal or on a page. */
package dev.winnow.ops.explain;
