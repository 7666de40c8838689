/** How a process that holds native code, a stream and perhaps a broker comes to its end in good order. */
package dev.winnow.ops.exit;
