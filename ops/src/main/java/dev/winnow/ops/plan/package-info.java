/** What to buy for a load: cores, instances, partitions, memory and broker, sized by the simulator. */
package dev.winnow.ops.plan;
