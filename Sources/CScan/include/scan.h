/* Bit masks of the bytes that matter in a CSV file, 64 bytes at a time.
 *
 * Swift has no portable "move mask" for SIMD compares, so these few loops are C. Bit i of a mask tells
 * of byte i of its block. AVX2 is used where the processor has it, SSE2 on every other x86-64, and plain
 * C elsewhere.
 */
#pragma once
#include "pages.h"
#include <stddef.h>
#include <stdint.h>

/* The four masks of one block of 64 bytes. */
typedef struct {
  uint64_t quote, comma, newline, carriage;
} tarsier_masks;

/* Writes the masks of `blocks` blocks of 64 bytes each that start at `bytes`. */
void tarsier_scan(const uint8_t *bytes, size_t blocks, tarsier_masks *out);

/* Writes where the set bits of `blocks` masks are: bit i of mask b as base + 64 b + i, in order.
 *
 * `starts[b]` gets how many positions stand before mask b's. Up to seven places behind the last position are
 * overwritten. Returns the number of positions.
 */
size_t tarsier_positions(const uint64_t *marks, size_t blocks, uint32_t base, uint32_t *positions,
                         uint32_t *starts);

/* Asks for a byte's cache line ahead of its use. */
static inline void tarsier_prefetch(const void *byte) { __builtin_prefetch(byte); }

/* Counts the quotes and newlines among `count` bytes. */
void tarsier_count(const uint8_t *bytes, size_t count, size_t *quotes, size_t *newlines);
