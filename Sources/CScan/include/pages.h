/* Large stretches of memory from the system, in large pages where it has them.
 *
 * The first touch of every page costs a fault; with pages of 4 KB, that is a third of the time of an import
 * whose every line is a new series. `mremap` takes variable arguments, which Swift can't call.
 */
#pragma once
#include <stddef.h>

/* From so many bytes on, memory is worth pages of its own. */
#define TARSIER_LARGE 4194304

/* Makes `bytes` of zeros, or makes a stretch of `old` bytes that many, with zeros behind its content.
 *
 * Either both sizes are large or `start` is null. Returns null where there is no memory.
 */
void *tarsier_pages(void *start, size_t old, size_t bytes);

/* Gives `bytes` at `start` back. */
void tarsier_free_pages(void *start, size_t bytes);
