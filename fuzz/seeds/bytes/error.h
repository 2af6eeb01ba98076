#error """ ‮ [31m
