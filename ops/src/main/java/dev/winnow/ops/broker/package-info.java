/** Questions of a command to the broker of its configuration. */
package dev.winnow.ops.broker;
