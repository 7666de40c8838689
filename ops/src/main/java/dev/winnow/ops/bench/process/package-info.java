/** The engine's figures held against those of whole processes. */
package dev.winnow.ops.bench.process;
