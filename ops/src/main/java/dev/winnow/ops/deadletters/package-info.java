/** The dead-letter topic after the fact: what lies in it, and sending it again exactly once. */
package dev.winnow.ops.deadletters;
