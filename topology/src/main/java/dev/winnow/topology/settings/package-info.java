/** What Kafka Streams is told: defaults that suit micro-batches, what operators may change of them, and what they may not. */
package dev.winnow.topology.settings;
