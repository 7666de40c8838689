/** The knobs as people reach them: the control topic, read and written directly, and the instances that obey it. */
package dev.winnow.ops.knob;
