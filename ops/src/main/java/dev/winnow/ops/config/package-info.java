/**
 * The effective configuration: flags over environment variables over {@code winnow.yaml} over defaults, bound to a tree
 * of records. It knows the record tree by reflection alone, so a new component of a record is a new key and nothing else.
 */
package dev.winnow.ops.config;
