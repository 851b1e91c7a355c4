#include "scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t equal_sse2(const __m128i *v, char c) {
  __m128i k = _mm_set1_epi8(c);
  uint64_t a = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[0], k));
  uint64_t b = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[1], k));
  uint64_t d = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[2], k));
  uint64_t e = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[3], k));
  return a | b << 16 | d << 32 | e << 48;
}

static void scan_sse2(const uint8_t *p, size_t blocks, tarsier_masks *out) {
  for (size_t i = 0; i < blocks; i++, p += 64) {
    __m128i v[4];
    for (int j = 0; j < 4; j++) v[j] = _mm_loadu_si128((const __m128i *)(p + 16 * j));
    out[i] = (tarsier_masks){equal_sse2(v, '"'), equal_sse2(v, ','), equal_sse2(v, '\n'),
                             equal_sse2(v, '\r')};
  }
}

__attribute__((target("avx2"))) static inline uint64_t equal_avx2(__m256i lo, __m256i hi, char c) {
  __m256i k = _mm256_set1_epi8(c);
  uint64_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(lo, k));
  uint64_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(hi, k));
  return a | b << 32;
}

__attribute__((target("avx2"))) static void scan_avx2(const uint8_t *p, size_t blocks,
                                                      tarsier_masks *out) {
  for (size_t i = 0; i < blocks; i++, p += 64) {
    __m256i lo = _mm256_loadu_si256((const __m256i *)p);
    __m256i hi = _mm256_loadu_si256((const __m256i *)(p + 32));
    out[i] = (tarsier_masks){equal_avx2(lo, hi, '"'), equal_avx2(lo, hi, ','),
                             equal_avx2(lo, hi, '\n'), equal_avx2(lo, hi, '\r')};
  }
}

__attribute__((target("avx2,popcnt"))) static size_t count_avx2(const uint8_t *p, size_t blocks,
                                                                size_t *newlines) {
  size_t q = 0, n = 0;
  for (size_t i = 0; i < blocks; i++, p += 64) {
    __m256i lo = _mm256_loadu_si256((const __m256i *)p);
    __m256i hi = _mm256_loadu_si256((const __m256i *)(p + 32));
    q += (size_t)__builtin_popcountll(equal_avx2(lo, hi, '"'));
    n += (size_t)__builtin_popcountll(equal_avx2(lo, hi, '\n'));
  }
  *newlines += n;
  return q;
}

/* Eight positions are written at a time: a branch on how many a mask has would be guessed wrong. */
__attribute__((target("bmi,popcnt"))) static size_t positions_bmi(const uint64_t *marks, size_t blocks,
                                                                  uint32_t base, uint32_t *out,
                                                                  uint32_t *starts) {
  size_t n = 0;
  for (size_t b = 0; b < blocks; b++, base += 64) {
    uint64_t bits = marks[b];
    size_t count = (size_t)__builtin_popcountll(bits);
    starts[b] = (uint32_t)n;
    for (size_t i = 0; i < count; i += 8) {
      for (size_t j = 0; j < 8; j++) {
        out[n + i + j] = base + (uint32_t)_tzcnt_u64(bits);
        bits = _blsr_u64(bits);
      }
    }
    n += count;
  }
  return n;
}

void tarsier_scan(const uint8_t *p, size_t blocks, tarsier_masks *out) {
  if (__builtin_cpu_supports("avx2")) scan_avx2(p, blocks, out);
  else scan_sse2(p, blocks, out);
}

#else

void tarsier_scan(const uint8_t *p, size_t blocks, tarsier_masks *out) {
  for (size_t i = 0; i < blocks; i++, p += 64) {
    tarsier_masks m = {0, 0, 0, 0};
    for (int j = 0; j < 64; j++) {
      m.quote |= (uint64_t)(p[j] == '"') << j;
      m.comma |= (uint64_t)(p[j] == ',') << j;
      m.newline |= (uint64_t)(p[j] == '\n') << j;
      m.carriage |= (uint64_t)(p[j] == '\r') << j;
    }
    out[i] = m;
  }
}

#endif

size_t tarsier_positions(const uint64_t *marks, size_t blocks, uint32_t base, uint32_t *out,
                         uint32_t *starts) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
    return positions_bmi(marks, blocks, base, out, starts);
#endif
  size_t n = 0;
  for (size_t b = 0; b < blocks; b++, base += 64) {
    starts[b] = (uint32_t)n;
    for (uint64_t bits = marks[b]; bits != 0; bits &= bits - 1)
      out[n++] = base + (uint32_t)__builtin_ctzll(bits);
  }
  return n;
}

void tarsier_count(const uint8_t *p, size_t count, size_t *quotes, size_t *newlines) {
  size_t q = 0, n = 0, i = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) {
    q = count_avx2(p, count / 64, &n);
    i = count / 64 * 64;
  }
#endif
  for (; i < count; i++) {
    q += p[i] == '"';
    n += p[i] == '\n';
  }
  *quotes = q;
  *newlines = n;
}
