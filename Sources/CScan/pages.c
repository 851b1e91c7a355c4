#define _GNU_SOURCE
#include "pages.h"

#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <sys/mman.h>

void *tarsier_pages(void *start, size_t old, size_t bytes) {
  void *pages = start ? mremap(start, old, bytes, MREMAP_MAYMOVE)
                      : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return NULL;
  /* Only a wish: where it can't be granted, small pages do. */
  madvise(pages, bytes, MADV_HUGEPAGE);
  return pages;
}

void tarsier_free_pages(void *start, size_t bytes) { munmap(start, bytes); }
#else
void *tarsier_pages(void *start, size_t old, size_t bytes) {
  char *pages = realloc(start, bytes);
  if (pages && bytes > old) memset(pages + old, 0, bytes - old);
  return pages;
}

void tarsier_free_pages(void *start, size_t bytes) {
  (void)bytes;
  free(start);
}
#endif
