-- Which languages a tenant's households are spoken to in (tags, parted by commas; null: all that there are), and what the
-- tenant says in its own words (JSON: language to text to words).
ALTER TABLE branding
    ADD COLUMN languages VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin AFTER locale,
    ADD COLUMN wording   TEXT AFTER languages;
