/** What a user would pick instead of Winnow, with the same weights on the same texts: {@code winnow bench peers}. */
package dev.winnow.ops.bench.peers;
