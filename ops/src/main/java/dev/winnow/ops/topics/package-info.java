/** The topics of a configuration: what they should be like, what they are like, and the way from one to the other. */
package dev.winnow.ops.topics;
