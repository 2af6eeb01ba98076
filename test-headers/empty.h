// A header that declares nothing.

