/** The engines that commands choose from. */
package dev.winnow.ops.engine;
