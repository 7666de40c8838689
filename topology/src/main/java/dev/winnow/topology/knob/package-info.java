/**
 * The knob of each bundle of a process: policies come from the control topic, the load from this process alone, and what
 * follows is put into force here. Policy is global, actuation is local.
 */
package dev.winnow.topology.knob;
