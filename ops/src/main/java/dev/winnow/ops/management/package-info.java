/** What a running process says of itself over HTTP, for those who start, stop and watch it. */
package dev.winnow.ops.management;
