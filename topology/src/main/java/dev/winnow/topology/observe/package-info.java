/** What a running stream tells those who watch it. It knows nothing of metrics, pages or traces. */
package dev.winnow.topology.observe;
