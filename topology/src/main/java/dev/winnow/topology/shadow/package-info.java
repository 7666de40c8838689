/** Live quality: a few documents are classified by the full encoder too, and the answers compared. */
package dev.winnow.topology.shadow;
