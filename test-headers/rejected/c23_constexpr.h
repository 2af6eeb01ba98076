// C23's keyword without -std=c23.

constexpr int LIMIT = 5;
