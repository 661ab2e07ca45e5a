-- Ring's e-mail address for the account, sealed: for the forms of whoever brings the nonce while the grant is UNCLAIMED, and gone after that.
ALTER TABLE ring_grant ADD COLUMN email_sealed VARBINARY(900);
