/** Looks at a setup from the JVM to the registry before anything is started, and says what is to be mended and how. */
package dev.winnow.ops.doctor;
