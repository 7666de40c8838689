/** Who may ask what over HTTP: tokens, sessions, origins and rates, decided in one place for all routes. */
package dev.winnow.ops.management.access;
